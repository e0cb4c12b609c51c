"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    # dbplan-ignore drop-column: nobody reads it
    op.create_table("parcels", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    pass
