"""Forms that a council keeps to begin others with."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questionnaire_template",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_questionnaire_template_name_not_empty")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["staff.id"], name=op.f("fk_questionnaire_template_changed_by_id")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_questionnaire_template_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_template")),
        sa.UniqueConstraint("council_id", "name", name=op.f("uq_questionnaire_template_council_id_name")),
    )


def downgrade() -> None:
    op.drop_table("questionnaire_template")
