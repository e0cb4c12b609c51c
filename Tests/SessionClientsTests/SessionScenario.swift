/// What a session is tried with, as Python: prints each claim with whether it held.
enum SessionScenario {
  static let script = #"""
    import asyncio, json, sys
    import sqlalchemy as sa
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
    from sqlalchemy.orm import selectinload, sessionmaker
    import models, tenant_session
    from tenant_session import Context, TenantSession, acting

    config = json.load(sys.stdin)
    Model, Parent = getattr(models, config["model"]), getattr(models, config["parent"])
    owner, mark, role, setting = config["owner"], config["mark"], config["role"], config["setting"]
    key = sa.inspect(Model).primary_key[0].key
    collection = next(r.key for r in sa.inspect(Parent).relationships if r.mapper.class_ is Model and r.uselist)
    held = []

    def claim(name, is_true):
        held.append([name, bool(is_true)])

    def context(tenant, role=role):
        return Context(role, **{config["parameter"]: tenant})

    def fails(kind, call):
        try:
            call()
        except kind:
            return True
        return False

    def engine(driver, **options):
        url = f"postgresql+{driver}://{config['login']}@/{config['database']}?host={config['host']}"
        return sa.create_engine(url, pool_size=1, max_overflow=0, **options)

    state = sa.text("SELECT current_user, coalesce(current_setting(:setting, true), ''), pg_backend_pid()")

    def left_over(on):
        with on.connect() as connection:
            return tuple(connection.execute(state, {"setting": setting}).one())

    def told(rows):
        return {str(getattr(row, owner)) for row in rows}

    def sync(driver):
        on = engine(driver)
        make = sessionmaker(on, class_=TenantSession)
        first, second = config["tenants"]
        with make() as session:
            with acting(context(first)):
                rows = session.scalars(sa.select(Model)).all()
                claim("a tenant sees its rows", rows)
                claim("and no others", told(rows) == {str(first)})
                user, value, pid = session.execute(state, {"setting": setting}).one()
                claim("the role is taken and the setting made", user == role and value == str(first))
                session.commit()
                claim("nothing is left after a commit", left_over_of(session) == (config["login"], "", pid))
                session.scalars(sa.select(Model)).all()
                session.rollback()
                claim("nothing is left after a rollback", left_over_of(session) == (config["login"], "", pid))
        claim("the pool hands on the connection without them", left_over(on) == (config["login"], "", pid))
        with acting(context(second)), make() as session:
            rows = session.scalars(sa.select(Model)).all()
            claim("the next tenant sees its own on it", rows and told(rows) == {str(second)})
            claim("it is the same connection", session.execute(state, {"setting": setting}).one()[2] == pid)
            mine = getattr(rows[0], key)
        with acting(context(first)), make() as session:
            update = sa.update(Model).where(getattr(Model, key) == mine).values({owner: getattr(Model, owner)})
            claim("another tenant's row is not updated", session.execute(update).rowcount == 0)
            claim("nor got by its key", session.get(Model, mine) is None)
        with acting(context(None)), make() as session:
            claim("without a tenant there are no rows", session.scalars(sa.select(Model)).all() == [])
        with make() as session:
            claim("without a context the login may nothing", fails(
                sa.exc.ProgrammingError, lambda: session.scalars(sa.select(Model)).all()))
        claim("no other role than the plan's", fails(ValueError, lambda: Context("postgres")))
        savepoints(make, first)
        soft_delete(make, first)
        with acting(context(first)), make() as session:
            session.scalars(sa.select(Model)).all()
            with acting(context(second)):
                claim("a transaction stays its tenant's", fails(
                    RuntimeError, lambda: session.scalars(sa.select(Model)).all()))
        alone = engine(driver, isolation_level="AUTOCOMMIT")
        with acting(context(first)), sessionmaker(alone, class_=TenantSession)() as session:
            claim("autocommit is refused", fails(RuntimeError, lambda: session.scalars(sa.select(Model)).all()))
        option = on.execution_options(isolation_level="AUTOCOMMIT")
        with acting(context(first)), sessionmaker(option, class_=TenantSession)() as session:
            claim("as an option, too", fails(RuntimeError, lambda: session.scalars(sa.select(Model)).all()))

    def left_over_of(session):
        # The session's transaction has ended; its connection is back in the pool.
        return left_over(session.get_bind())

    def savepoints(make, tenant):
        with acting(context(tenant)), make() as session:
            asked = lambda: tuple(session.execute(state, {"setting": setting}).one())[:2]
            with session.begin_nested():
                claim("a savepoint has the settings", asked() == (role, str(tenant)))
            claim("they stay when it is released", asked() == (role, str(tenant)))
            nested = session.begin_nested()
            session.execute(sa.text("SELECT 1"))
            nested.rollback()
            claim("and when it is rolled back", asked() == (role, str(tenant)))

    def soft_delete(make, tenant):
        count = lambda session, **options: len(
            session.scalars(sa.select(Model), execution_options=options).all())
        with acting(context(tenant)), make() as session:
            before = count(session)
            row = session.scalars(sa.select(Model)).first()
            place, parent = getattr(row, key), None
            for candidate in session.scalars(sa.select(Parent)).all():
                if row in getattr(candidate, collection):
                    parent = sa.inspect(candidate).identity
            session.delete(row)
            session.flush()
            claim("delete marks", getattr(row, mark) not in (None, False))
            claim("a marked row is out of sight", count(session) == before - 1)
            claim("and there", count(session, with_deleted=True) == before)
            session.expunge_all()
            claim("not got by its key", session.get(Model, place) is None)
            found = session.get(Parent, parent)
            claim("not in a relationship that is loaded later", place not in [getattr(r, key) for r in getattr(found, collection)])
            session.expunge_all()
            eager = session.scalars(sa.select(Parent).options(selectinload(getattr(Parent, collection)))).all()
            claim("nor in one that is loaded with it", place not in [getattr(r, key) for p in eager for r in getattr(p, collection)])
            named = sa.select(sa.func.count()).select_from(Model)
            claim("not counted", session.scalar(named) == before - 1)
            session.rollback()
            claim("a rollback brings it back", count(session) == before)
            result = session.execute(sa.delete(Model).where(getattr(Model, key) == place))
            claim("a statement marks as well", result.rowcount == 1 and count(session) == before - 1)
            claim("once", session.execute(sa.delete(Model).where(getattr(Model, key) == place)).rowcount == 0)
            claim("and deletes nothing", count(session, with_deleted=True) == before)
            session.rollback()

    async def asynchronous():
        url = f"postgresql+asyncpg://{config['login']}@/{config['database']}?host={config['host']}"
        on = create_async_engine(url, pool_size=1, max_overflow=0)
        make = async_sessionmaker(on, sync_session_class=TenantSession)
        first, second = config["tenants"]
        pids = set()
        for tenant in [first, second, first]:
            async with make() as session:
                with acting(context(tenant)):
                    rows = (await session.scalars(sa.select(Model))).all()
                    claim(f"async: {tenant} sees its rows alone", rows and told(rows) == {str(tenant)})
                    row = await session.execute(state, {"setting": setting})
                    pids.add(row.one()[2])
                    await session.commit()
            async with on.connect() as connection:
                row = (await connection.execute(state, {"setting": setting})).one()
                claim("async: nothing is left", tuple(row)[:2] == (config["login"], ""))
        claim("async: on one connection", len(pids) == 1)
        with acting(context(first)):
            async with make() as session:
                row = (await session.scalars(sa.select(Model))).first()
                await session.delete(row)
                await session.flush()
                claim("async: delete marks", getattr(row, key) not in [
                    getattr(r, key) for r in (await session.scalars(sa.select(Model))).all()])
                async with session.begin_nested():
                    row = await session.execute(state, {"setting": setting})
                    claim("async: a savepoint has the settings", tuple(row.one())[:2] == (role, str(first)))
                await session.rollback()
        async def many():
            async def one(tenant):
                with acting(context(tenant)):
                    async with make() as session:
                        return told((await session.scalars(sa.select(Model))).all()) == {str(tenant)}
            return await asyncio.gather(*(one(tenant) for tenant in [first, second] * 8))
        claim("async: tasks side by side keep apart", all(await many()))
        alone = create_async_engine(url, isolation_level="AUTOCOMMIT")
        with acting(context(first)):
            async with async_sessionmaker(alone, sync_session_class=TenantSession)() as session:
                try:
                    await session.scalars(sa.select(Model))
                    claim("async: autocommit is refused", False)
                except RuntimeError:
                    claim("async: autocommit is refused", True)
        await alone.dispose()
        await on.dispose()

    for driver in ["psycopg2", "psycopg"]:
        sync(driver)
    asyncio.run(asynchronous())
    json.dump(held, sys.stdout)
    """#
}
