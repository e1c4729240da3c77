"""Reviews, passages with themes, and digests."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_review",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unread",
                "reviewed",
                "set_aside",
                name="state_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("flag_reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "flagged_at IS NOT NULL OR flag_reason = ''", name=op.f("ck_answer_review_reason_only_when_flagged")
        ),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_answer_review_answer_id")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["staff.id"], name=op.f("fk_answer_review_changed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_review")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_answer_review_answer_id")),
    )
    op.create_table(
        "passage",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" >= start', name=op.f("ck_passage_span_in_order")),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_passage_answer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("answer_id", "start", "end", name=op.f("uq_passage_answer_id_start_end")),
    )
    op.create_table(
        "coding",
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("suggested", "decided", name="source_known", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source = 'suggested' OR decided_by_id IS NOT NULL", name=op.f("ck_coding_a_person_decides")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["staff.id"], name=op.f("fk_coding_decided_by_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_coding_passage_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_coding_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint("passage_id", "theme_id", name=op.f("uq_coding_passage_id_theme_id")),
    )
    op.create_index(op.f("ix_coding_theme_id"), "coding", ["theme_id"], unique=False)
    op.create_table(
        "digest",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "final", name="state_known", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("highlights", sa.Text(), nullable=False),
        sa.Column("agreements", sa.Text(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("young_people", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("established_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("established_by_id", sa.Integer(), nullable=True),
        sa.Column("snapshot", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_digest_edition_from_one")),
        sa.CheckConstraint(
            "(state = 'final') = (established_at IS NOT NULL)", name=op.f("ck_digest_established_has_time")
        ),
        sa.CheckConstraint("(state = 'final') = (snapshot IS NOT NULL)", name=op.f("ck_digest_established_is_kept")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["staff.id"], name=op.f("fk_digest_changed_by_id")),
        sa.ForeignKeyConstraint(["established_by_id"], ["staff.id"], name=op.f("fk_digest_established_by_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_digest_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("meeting_id", "edition", name=op.f("uq_digest_meeting_id_edition")),
    )
    op.create_table(
        "digest_line",
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("point", "proposal", name="kind_known", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_digest_line_position_not_negative")),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name=op.f("fk_digest_line_digest_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_digest_line_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_line")),
    )
    op.create_index(op.f("ix_digest_line_digest_id"), "digest_line", ["digest_id"], unique=False)
    op.create_table(
        "digest_line_passage",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["digest_line.id"], name=op.f("fk_digest_line_passage_line_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_digest_line_passage_passage_id")),
        sa.PrimaryKeyConstraint("line_id", "passage_id", name=op.f("pk_digest_line_passage")),
    )


def downgrade() -> None:
    op.drop_table("digest_line_passage")
    op.drop_index(op.f("ix_digest_line_digest_id"), table_name="digest_line")
    op.drop_table("digest_line")
    op.drop_table("digest")
    op.drop_index(op.f("ix_coding_theme_id"), table_name="coding")
    op.drop_table("coding")
    op.drop_table("passage")
    op.drop_table("answer_review")
