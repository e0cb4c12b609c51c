class Decoy(Base):
    __tablename__ = "decoys"
