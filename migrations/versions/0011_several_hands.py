"""Several hands: roles, colleagues, comments, earlier wordings, presence and approval."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Written out, for SQLite can add a column with its CHECK only in one statement, and alembic would send two.
COLUMNS = {
    ("council", "approval_required"): "BOOLEAN NOT NULL DEFAULT FALSE",
    ("contact", "is_colleague"): "BOOLEAN NOT NULL DEFAULT FALSE",
    ("membership", "approval"): (
        "VARCHAR(32) NOT NULL DEFAULT 'inherit' CONSTRAINT ck_membership_approval_known"
        " CHECK (approval IN ('inherit', 'required', 'not_required'))"
    ),
    # Whoever is invited already may do all that they could before.
    ("invitation", "role"): (
        "VARCHAR(32) NOT NULL DEFAULT 'approver' CONSTRAINT ck_invitation_role_known"
        " CHECK (role IN ('contributor', 'coordinator', 'approver'))"
    ),
}


def upgrade() -> None:
    for (table, column), kind in COLUMNS.items():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    op.create_table(
        "approval",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "sent",
                "sent_back",
                "replaced",
                name="outcome_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name=op.f("ck_approval_decided_has_time")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_approval_sha256_length")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["contact.id"], name=op.f("fk_approval_asked_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["contact.id"], name=op.f("fk_approval_decided_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["input_request.id"], name=op.f("fk_approval_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_request_id"), "approval", ["request_id"], unique=False)
    op.create_index(
        "uq_approval_open",
        "approval",
        ["request_id"],
        unique=True,
        sqlite_where=sa.text("decided_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.create_table(
        "contact_change",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "wrong_person", "handed_over", name="reason_known", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_contact_change_language_known")),
        sa.CheckConstraint(
            "reason <> 'handed_over' OR email <> ''", name=op.f("ck_contact_change_handed_over_to_somebody")
        ),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name=op.f("ck_contact_change_settled_by_somebody")
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_contact_change_email_is_lower_case")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_change_contact_id")),
        sa.ForeignKeyConstraint(["request_id"], ["input_request.id"], name=op.f("fk_contact_change_request_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["staff.id"], name=op.f("fk_contact_change_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_change")),
    )
    op.create_index(op.f("ix_contact_change_request_id"), "contact_change", ["request_id"], unique=False)
    op.create_table(
        "section_visit",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("section_key", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_section_visit_contact_id")),
        sa.ForeignKeyConstraint(["request_id"], ["input_request.id"], name=op.f("fk_section_visit_request_id")),
        sa.PrimaryKeyConstraint("request_id", "contact_id", name=op.f("pk_section_visit")),
    )
    op.create_table(
        "colleague_invitation",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_colleague_invitation_invitation_id")
        ),
        sa.ForeignKeyConstraint(["invited_by_id"], ["contact.id"], name=op.f("fk_colleague_invitation_invited_by_id")),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_colleague_invitation")),
    )
    op.create_table(
        "draft_comment",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_draft_comment_text_not_empty")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_draft_comment_contact_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_comment_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_comment")),
    )
    op.create_index(op.f("ix_draft_comment_draft_id"), "draft_comment", ["draft_id"], unique=False)
    op.create_table(
        "draft_task",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("done_version", sa.Integer(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(done_version IS NULL) = (done_by_id IS NULL)", name=op.f("ck_draft_task_done_by_somebody")
        ),
        sa.CheckConstraint("done_version >= 0", name=op.f("ck_draft_task_done_version_not_negative")),
        sa.ForeignKeyConstraint(["assigned_to_id"], ["contact.id"], name=op.f("fk_draft_task_assigned_to_id")),
        sa.ForeignKeyConstraint(["done_by_id"], ["contact.id"], name=op.f("fk_draft_task_done_by_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_task_draft_id")),
        sa.PrimaryKeyConstraint("draft_id", "question_key", name=op.f("pk_draft_task")),
    )
    op.create_table(
        "draft_wording",
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
        sa.ForeignKeyConstraint(["changed_by_id"], ["contact.id"], name=op.f("fk_draft_wording_changed_by_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_wording_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_wording")),
    )
    op.create_index(op.f("ix_draft_wording_draft_id"), "draft_wording", ["draft_id"], unique=False)


def downgrade() -> None:

    op.drop_index(op.f("ix_draft_wording_draft_id"), table_name="draft_wording")
    op.drop_table("draft_wording")
    op.drop_table("draft_task")
    op.drop_index(op.f("ix_draft_comment_draft_id"), table_name="draft_comment")
    op.drop_table("draft_comment")
    op.drop_table("colleague_invitation")
    op.drop_table("section_visit")
    op.drop_index(op.f("ix_contact_change_request_id"), table_name="contact_change")
    op.drop_table("contact_change")
    op.drop_index(
        "uq_approval_open",
        table_name="approval",
        sqlite_where=sa.text("decided_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.drop_index(op.f("ix_approval_request_id"), table_name="approval")
    op.drop_table("approval")

    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
