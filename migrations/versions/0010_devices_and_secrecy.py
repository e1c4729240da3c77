"""Devices and mailbox codes; what may be secret; what looks like personal data.

New columns carry their promises within them: SQLite can add a column with its CHECK, but no CHECK to a table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SECRECY = ("may_be_secret BOOLEAN DEFAULT FALSE NOT NULL", "secrecy_reason TEXT DEFAULT '' NOT NULL")
ADDED = (
    ("council", "mailbox_code_required BOOLEAN DEFAULT FALSE NOT NULL"),
    ("draft_answer", SECRECY[0]),
    ("draft_answer", SECRECY[1]),
    ("answer", SECRECY[0]),
    (
        "answer",
        f"{SECRECY[1]} CONSTRAINT ck_answer_reason_only_when_secret CHECK (may_be_secret OR secrecy_reason = '')",
    ),
    (
        "answer_review",
        (
            "personal_data VARCHAR(32) DEFAULT 'none' NOT NULL "
            "CONSTRAINT ck_answer_review_personal_data_known CHECK (personal_data IN ('none', 'unreviewed', 'reviewed'))"
        ),
    ),
)


def upgrade() -> None:
    op.create_table(
        "device",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=True),
        sa.Column("remembered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(token_hash IS NULL) = (remembered_until IS NULL)", name=op.f("ck_device_remembered_by_token")
        ),
        sa.CheckConstraint(
            "token_hash IS NULL OR length(token_hash) = 64", name=op.f("ck_device_token_hash_is_sha256")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_device_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("contact_id", "token_hash", name=op.f("uq_device_contact_id_token_hash")),
    )
    op.create_table(
        "device_session",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_session_device_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["browser_session.id"], name=op.f("fk_device_session_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_device_session")),
    )
    op.create_index(op.f("ix_device_session_device_id"), "device_session", ["device_id"], unique=False)
    op.create_table(
        "mailbox_code",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(nonce) >= 16", name=op.f("ck_mailbox_code_nonce_is_128_bits")),
        sa.CheckConstraint("tries >= 0 AND tries <= 5", name=op.f("ck_mailbox_code_five_tries")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_mailbox_code_invitation_id")),
        sa.ForeignKeyConstraint(["message_id"], ["outbox_message.id"], name=op.f("fk_mailbox_code_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_code")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mailbox_code_message_id")),
    )
    op.create_index(op.f("ix_mailbox_code_invitation_id"), "mailbox_code", ["invitation_id"], unique=False)
    for table, column in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")


def downgrade() -> None:
    for table, column in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    op.drop_table("mailbox_code")
    op.drop_table("device_session")
    op.drop_table("device")
