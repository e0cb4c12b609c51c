"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    for number in range(10):
        op.execute(f"UPDATE orders SET note = 'none' WHERE id % 10 = {number}")


def downgrade():
    pass
