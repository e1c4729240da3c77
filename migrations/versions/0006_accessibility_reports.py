"""What people tell us about pages that they can't use."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accessibility_report",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.Text(), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_accessibility_report_says_something")),
        sa.CheckConstraint(
            "(handled_at IS NULL) = (handled_by_id IS NULL)", name=op.f("ck_accessibility_report_handled_by_somebody")
        ),
        sa.ForeignKeyConstraint(["handled_by_id"], ["staff.id"], name=op.f("fk_accessibility_report_handled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accessibility_report")),
    )


def downgrade() -> None:
    op.drop_table("accessibility_report")
