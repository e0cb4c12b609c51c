"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table("parcels", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("note", sa.Text()))
    op.drop_column("parcels", "note")


def downgrade():
    pass
