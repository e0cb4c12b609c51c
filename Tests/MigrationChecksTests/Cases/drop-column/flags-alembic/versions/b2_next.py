"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("orders") as batch_op:
        batch_op.drop_column("note")


def downgrade():
    pass
