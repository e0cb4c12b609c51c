"""orders"""
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("placed_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.Text(), nullable=True),
    )


def downgrade():
    pass
