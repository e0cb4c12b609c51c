"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE orders SET note = 'none'"))


def downgrade():
    pass
