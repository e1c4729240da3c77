"""Files beside answers, the language an answer is written in, and the secretariat's translation of it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_stored_file_sha256_length")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size_not_negative")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "draft_file",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attached_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_draft_file_has_a_name")),
        sa.ForeignKeyConstraint(["attached_by_id"], ["contact.id"], name=op.f("fk_draft_file_attached_by_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_file_draft_id")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_draft_file_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
        sa.UniqueConstraint("draft_id", "question_key", "name", name=op.f("uq_draft_file_draft_id_question_key_name")),
    )
    op.create_index(op.f("ix_draft_file_sha256"), "draft_file", ["sha256"])
    op.create_table(
        "answer_file",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_answer_file_has_a_name")),
        sa.CheckConstraint("position >= 0", name=op.f("ck_answer_file_position_not_negative")),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_answer_file_answer_id")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_answer_file_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_file")),
        sa.UniqueConstraint("answer_id", "position", name=op.f("uq_answer_file_answer_id_position")),
    )
    op.create_index(op.f("ix_answer_file_sha256"), "answer_file", ["sha256"])
    op.add_column("answer_review", sa.Column("translation", sa.Text(), nullable=False, server_default=""))
    op.add_column("submission", sa.Column("written_in", sa.Text(), nullable=False, server_default="sv"))
    op.execute("UPDATE submission SET written_in = language")


def downgrade() -> None:
    op.drop_column("submission", "written_in")
    op.drop_column("answer_review", "translation")
    for table in ("answer_file", "draft_file", "stored_file"):
        op.drop_table(table)
