// What policies read, set for each operation and for each transaction of the client.
// For Prisma 7.8.0. Its names were held against the plan and the schema; it was not run.

import type { prisma } from '@lernwerk/db';

type Base = typeof prisma;

/** Who asks. `role` is one that the login takes: NOINHERIT leaves it no rights of its own. */
export type Session =
  | { role: 'auth' | 'worker' | 'support'; organizationId?: string; userId?: string }
  | { role: 'learner'; organizationId: string; userId: string }
  | { role: 'author' | 'manager' | 'owner' | 'reporting'; organizationId: string; userId?: string };

/** Set until the transaction ends: a pooled connection is handed on without them. `role` is what SET LOCAL ROLE sets. */
function settings(client: Pick<Base, '$executeRaw'>, session: Session) {
  const given: Record<string, unknown> = Object.assign(Object.create(null), session);
  return client.$executeRaw`SELECT
    set_config('role', ${session.role}, true),
    set_config('app.organization_id', ${text(given.organizationId)}, true),
    set_config('app.user_id', ${text(given.userId)}, true)`;
}

/** A missing value is empty: policies find no row for it, and no error. */
function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** Models whose rows are marked and stay: the field, a living row's value, a deleted one's. */
const marks = {
  course: { field: 'deletedAt', live: null, mark: () => new Date() },
  chapter: { field: 'deletedAt', live: null, mark: () => new Date() },
  lesson: { field: 'deletedAt', live: null, mark: () => new Date() },
  review: { field: 'deletedAt', live: null, mark: () => new Date() },
  user: { field: 'deletedAt', live: null, mark: () => new Date() },
  organization: { field: 'deletedAt', live: null, mark: () => new Date() },
  bookmark: { field: 'deletedAt', live: null, mark: () => new Date() },
};

/** Deleting is an update of the mark. `this` is the client's own model, inside a transaction that one's. */
function marking({ field, live, mark }: Mark) {
  return {
    delete(this: any, args: any) {
      return this.update({ ...args, where: { [field]: live, ...args.where }, data: { [field]: mark() } });
    },
    deleteMany(this: any, args: any = {}) {
      const where = { AND: [{ [field]: live }, args.where ?? {}] };
      return this.updateMany({ ...args, where, data: { [field]: mark() } });
    },
  };
}

/** Reads leave marked rows out, unless `where` names the field. Rows of included relations and of raw SQL stay in. */
function hiding({ field, live }: Mark) {
  const read = ({ args, query }: any) => query({ ...args, where: { [field]: live, ...args?.where } });
  return {
    findUnique: read, findUniqueOrThrow: read, findFirst: read, findFirstOrThrow: read, findMany: read,
    count: read, aggregate: read, groupBy: read,
  };
}

type Mark = { field: string; live: unknown; mark: () => unknown };

/** The client inside a transaction: deleted rows are out of sight. */
const plain = (base: Base) =>
  base.$extends({
    name: 'soft-delete',
    model: {
      course: marking(marks.course),
      chapter: marking(marks.chapter),
      lesson: marking(marks.lesson),
      review: marking(marks.review),
      user: marking(marks.user),
      organization: marking(marks.organization),
      bookmark: marking(marks.bookmark),
    },
    query: {
      course: hiding(marks.course),
      chapter: hiding(marks.chapter),
      lesson: hiding(marks.lesson),
      review: hiding(marks.review),
      user: hiding(marks.user),
      organization: hiding(marks.organization),
      bookmark: hiding(marks.bookmark),
    },
  });

type Plain = ReturnType<typeof plain>;
type Transaction = Parameters<Parameters<Plain['$transaction']>[0]>[0];
type Options = Parameters<Plain['$transaction']>[1];

/** The client of one session. What belongs together: `client.$transaction(async (tx) => ...)`; `tx.$transaction` is a savepoint and keeps the settings. */
export function clientFor(base: Base, session: Session) {
  const inside = plain(base);
  return inside.$extends({
    name: 'session-settings',
    query: {
      async $allOperations({ args, query }: any) {
        const [, result] = await base.$transaction([settings(base, session), query(args)]);
        return result;
      },
    },
    client: {
      async $transaction<Result>(
        work: (tx: Transaction) => Promise<Result>,
        options?: Options,
      ): Promise<Result> {
        // Each operation of a list would leave it for a transaction of its own.
        if (typeof work !== 'function') throw new TypeError('$transaction takes a function here, not a list');
        return inside.$transaction(async (tx: Transaction) => {
          await settings(tx, session);
          return work(tx);
        }, options);
      },
    },
  });
}
