"""The form builder: what was changed when, the latest changes to undo, and who is writing."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

QUESTIONNAIRE = sa.table("questionnaire", sa.column("id"), sa.column("revision"), sa.column("stamps", sa.JSON()))


def upgrade() -> None:
    op.add_column("questionnaire", sa.Column("stamps", sa.JSON(), nullable=False, server_default="{}"))
    _stamp_all()
    op.create_table(
        "questionnaire_step",
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_questionnaire_step_questionnaire_id")
        ),
        sa.ForeignKeyConstraint(["taken_by_id"], ["staff.id"], name=op.f("fk_questionnaire_step_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_step")),
    )
    op.create_index(
        op.f("ix_questionnaire_step_questionnaire_id"), "questionnaire_step", ["questionnaire_id"], unique=False
    )
    op.create_table(
        "editor_visit",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_editor_visit_meeting_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_editor_visit_staff_id")),
        sa.PrimaryKeyConstraint("meeting_id", "staff_id", name=op.f("pk_editor_visit")),
    )


def _stamp_all() -> None:
    # Nobody knows which part was changed when: all count as changed at the revision that stands.
    connection = op.get_bind()
    for number, seen in connection.execute(sa.select(QUESTIONNAIRE.c.id, QUESTIONNAIRE.c.revision)).all():
        connection.execute(sa.update(QUESTIONNAIRE).where(QUESTIONNAIRE.c.id == number).values(stamps={"": seen}))


def downgrade() -> None:
    op.drop_table("editor_visit")
    op.drop_index(op.f("ix_questionnaire_step_questionnaire_id"), table_name="questionnaire_step")
    op.drop_table("questionnaire_step")
    op.drop_column("questionnaire", "stamps")
