"""Joint answers: what leaves a collecting body is frozen with its submission; a minority view can cite."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("joint", sa.JSON(), nullable=True))
    op.add_column("view_in_minority", sa.Column("cited_key", sa.Text(), nullable=False, server_default=""))
    op.add_column("joint_citation", sa.Column("is_quoted", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("joint_citation", "is_quoted")
    op.drop_column("view_in_minority", "cited_key")
    op.drop_column("submission", "joint")
