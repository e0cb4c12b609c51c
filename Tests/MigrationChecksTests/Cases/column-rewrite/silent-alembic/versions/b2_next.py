"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("orders", sa.Column("source", sa.String(20), server_default="web", nullable=False))


def downgrade():
    pass
