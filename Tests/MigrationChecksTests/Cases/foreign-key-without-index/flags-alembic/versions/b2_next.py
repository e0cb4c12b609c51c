"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("orders", sa.Column("parent_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key("orders_parent", "orders", "orders", ["parent_id"], ["id"])


def downgrade():
    pass
