/// A stand-in for Prisma's client, as JavaScript: it has what the extension calls, and writes down what reaches the database.
enum RecordingClient {
  static let script = #"""
    import * as module from './client.mjs';
    import { readFileSync } from 'node:fs';
    import assert from 'node:assert/strict';

    const source = readFileSync('./client.mjs', 'utf8');
    const key = source.match(/^ {2}('.*?'|\w+): \{ field: /m)?.[1];
    const model = key?.startsWith("'") ? eval(key) : key;
    const live = source.match(/, live: (null|false), mark/)?.[1] === 'null' ? null : false;
    const field = eval(source.match(/\{ field: ('(?:[^'\\]|\\.)*')/)[1]);
    let log = [];

    // An operation is done when it is awaited, or by the transaction that it is given to.
    const lazy = (run) => ({ run, then: (done, failed) => run('alone').then(done, failed) });
    const operations = ['findUnique', 'findMany', 'count', 'create', 'update', 'updateMany', 'delete', 'deleteMany'];

    function client(place, extensions) {
      const through = (target, operation, args) => {
        const hooks = extensions.map((each) => each.query?.[target]?.[operation] ?? each.query?.$allOperations);
        const next = (position) => (given) => lazy(async (where) => {
          if (position === hooks.length) { log.push([where === 'alone' ? place : where, operation, given]); return operation; }
          const hook = hooks[position];
          if (!hook) return next(position + 1)(given).run(where);
          const result = hook({ model: target, operation, args: given, query: next(position + 1) });
          return result.run ? result.run(where) : result;
        });
        return next(0)(args);
      };
      const self = {
        $executeRaw: (strings, ...values) => through(undefined, '$executeRaw', { strings: [...strings], values }),
        $queryRaw: (strings, ...values) => through(undefined, '$queryRaw', { strings: [...strings], values }),
        async $transaction(work, options) {
          if (typeof work === 'function') return work(client('interactive', extensions), options);
          const results = [];
          for (const each of work) results.push(await each.run('batch'));
          return results;
        },
        $extends: (extension) => client(place, [...extensions, extension]),
      };
      for (const target of [model, 'other']) {
        self[target] = {};
        for (const operation of operations) self[target][operation] = (args) => through(target, operation, args);
        for (const each of extensions) Object.assign(self[target], each.model?.[target]);
      }
      for (const each of extensions) Object.assign(self, each.client);
      return self;
    }

    const session = { role: process.argv[2] };
    const names = [...source.matchAll(/text\(given\.(\w+)\)/g)].map((match) => match[1]);
    names.forEach((name, position) => { if (position > 0 || names.length === 1) session[name] = 7n + BigInt(position); });
    const expected = [process.argv[2], ...names.map((name) => (session[name] === undefined ? '' : String(session[name])))];
    const made = module.clientFor(client('alone', []), session);

    const settled = (entry, place) => {
      assert.equal(entry[0], place);
      assert.equal(entry[1], '$executeRaw');
      assert.deepEqual(entry[2].values, expected);
      const sql = entry[2].strings.join('?');
      assert.match(sql, /^SELECT\s+set_config\('role', \?, true\)(,\s+set_config\(E?'.+', \?, true\))+$/s);
      assert.equal(sql.split('set_config(').length - 1, expected.length);
    };
    const wrote = (entries, place) => {
      settled(log[0], place);
      assert.deepEqual(log.slice(1).map((entry) => entry.slice(0, 2)), entries.map((entry) => [place, entry]));
      const args = log.slice(1).map((entry) => entry[2]);
      log = [];
      return args;
    };

    await made.other.create({ data: 1 });
    wrote(['create'], 'batch');
    await made.$queryRaw`SELECT 1`;
    wrote(['$queryRaw'], 'batch');
    const [found] = (await made[model].findUnique({ where: { id: 1 } }), wrote(['findUnique'], 'batch'));
    assert.deepEqual(found, { where: { [field]: live, id: 1 } });
    const [counted] = (await made[model].count(), wrote(['count'], 'batch'));
    assert.deepEqual(counted, { where: { [field]: live } });
    const [asked] = (await made[model].findMany({ where: { [field]: 'any' } }), wrote(['findMany'], 'batch'));
    assert.deepEqual(asked, { where: { [field]: 'any' } });
    const [marked] = (await made[model].delete({ where: { id: 1 }, select: { id: true } }), wrote(['update'], 'batch'));
    assert.deepEqual(Object.keys(marked.data), [field]);
    assert.notEqual(marked.data[field] ?? live, live);
    assert.deepEqual([marked.where, marked.select], [{ [field]: live, id: 1 }, { id: true }]);
    await made.other.delete({ where: { id: 1 } });
    wrote(['delete'], 'batch');
    const result = await made.$transaction(async (tx) => {
      await tx.other.create({ data: 1 });
      await tx[model].deleteMany({ where: { a: 1 } });
      await tx[model].findMany();
      await tx.$transaction(async (inner) => inner.other.update({}));
      return 'given back';
    });
    assert.equal(result, 'given back');
    const inside = wrote(['create', 'updateMany', 'findMany', 'update'], 'interactive');
    assert.deepEqual(inside[1].where, { AND: [{ [field]: live }, { a: 1 }] });
    assert.deepEqual(inside[2], { where: { [field]: live } });
    await assert.rejects(made.$transaction([made.other.create({})]), TypeError);
    assert.deepEqual(log, []);
    console.log('held');
    """#
}
