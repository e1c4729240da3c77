"""Input requests, invitations, drafts and submissions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "input_request",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("known_version_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "member",
                "rights_council",
                "student_forum",
                "youth_council",
                "other",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "issued",
                "opened",
                "started",
                "submitted",
                "abstained",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("own_deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_input_request_meeting_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_input_request_organisation_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["questionnaire_version.id"], name=op.f("fk_input_request_version_id")),
        sa.ForeignKeyConstraint(
            ["known_version_id"], ["questionnaire_version.id"], name=op.f("fk_input_request_known_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_request")),
        sa.UniqueConstraint("meeting_id", "organisation_id", name=op.f("uq_input_request_meeting_id_organisation_id")),
    )
    op.create_index(op.f("ix_input_request_organisation_id"), "input_request", ["organisation_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(nonce) >= 16", name=op.f("ck_invitation_nonce_is_128_bits")),
        sa.CheckConstraint("length(token_hash) = 64", name=op.f("ck_invitation_token_hash_is_sha256")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_invitation_contact_id")),
        sa.ForeignKeyConstraint(["request_id"], ["input_request.id"], name=op.f("fk_invitation_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_contact_id"), "invitation", ["contact_id"], unique=False)
    op.create_index(op.f("ix_invitation_request_id"), "invitation", ["request_id"], unique=False)
    op.create_index(
        "uq_invitation_live",
        "invitation",
        ["request_id", "contact_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "browser_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(staff_id IS NULL) <> (invitation_id IS NULL)", name=op.f("ck_browser_session_staff_or_invitation")
        ),
        sa.CheckConstraint("length(token_hash) = 64", name=op.f("ck_browser_session_token_hash_is_sha256")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_browser_session_invitation_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_browser_session_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_browser_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_browser_session_token_hash")),
    )
    op.create_index(op.f("ix_browser_session_invitation_id"), "browser_session", ["invitation_id"], unique=False)
    op.create_index(op.f("ix_browser_session_staff_id"), "browser_session", ["staff_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["input_request.id"], name=op.f("fk_draft_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("request_id", name=op.f("uq_draft_request_id")),
    )
    op.create_table(
        "draft_answer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column(
            "quote_permission",
            sa.Enum(
                "named",
                "kind_only",
                "chair_only",
                name="quote_permission_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_draft_answer_version_from_one")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["contact.id"], name=op.f("fk_draft_answer_changed_by_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_answer_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_answer")),
        sa.UniqueConstraint("draft_id", "question_key", name=op.f("uq_draft_answer_draft_id_question_key")),
    )
    op.create_table(
        "submission",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("answer", "abstention", name="kind_known", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("abstention_reason", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("send_key", sa.Text(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("web", "post", "phone", name="channel_known", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("keyed_in_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(channel = 'web') = (keyed_in_by_id IS NULL)", name=op.f("ck_submission_post_and_phone_say_who_keyed_in")
        ),
        sa.CheckConstraint(
            "kind = 'abstention' OR abstention_reason = ''", name=op.f("ck_submission_reason_only_with_abstention")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_submission_sha256_length")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_submission_number_from_one")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_submission_contact_id")),
        sa.ForeignKeyConstraint(["keyed_in_by_id"], ["staff.id"], name=op.f("fk_submission_keyed_in_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["input_request.id"], name=op.f("fk_submission_request_id")),
        sa.ForeignKeyConstraint(["version_id"], ["questionnaire_version.id"], name=op.f("fk_submission_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("reference", name=op.f("uq_submission_reference")),
        sa.UniqueConstraint("request_id", "number", name=op.f("uq_submission_request_id_number")),
        sa.UniqueConstraint("request_id", "send_key", name=op.f("uq_submission_request_id_send_key")),
    )
    op.create_table(
        "answer",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "quote_permission",
            sa.Enum(
                "named",
                "kind_only",
                "chair_only",
                name="quote_permission_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_answer_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("reference", name=op.f("uq_answer_reference")),
        sa.UniqueConstraint("submission_id", "question_key", name=op.f("uq_answer_submission_id_question_key")),
    )


def downgrade() -> None:
    op.drop_table("answer")
    op.drop_table("submission")
    op.drop_table("draft_answer")
    op.drop_table("draft")
    op.drop_index(op.f("ix_browser_session_staff_id"), table_name="browser_session")
    op.drop_index(op.f("ix_browser_session_invitation_id"), table_name="browser_session")
    op.drop_table("browser_session")
    op.drop_index(
        "uq_invitation_live",
        table_name="invitation",
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.drop_index(op.f("ix_invitation_request_id"), table_name="invitation")
    op.drop_index(op.f("ix_invitation_contact_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_input_request_organisation_id"), table_name="input_request")
    op.drop_table("input_request")
