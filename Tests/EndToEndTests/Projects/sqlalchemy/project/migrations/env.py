from library.models import Base

target_metadata = Base.metadata
