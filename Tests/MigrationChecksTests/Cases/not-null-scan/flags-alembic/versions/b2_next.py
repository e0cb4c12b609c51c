"""next"""
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("orders", "note", existing_type=sa.Text(), nullable=False)


def downgrade():
    pass
