/** A tree of options: its definitions are sorted to the options they are for, and each is read on demand. */
import { lazyRecord } from "./lazy-record.ts";
import { RANK } from "./marker.ts";
import type { Path, Pending } from "./merge.ts";
import { mergeContext, merged } from "./merge-context.ts";
import { type AnyOption, isGroup, isOption, isRemoved, isRenamed, type OptionTree } from "./option.ts";
import { open, pending, under } from "./pending.ts";
import { entriesOf, isPlainObject } from "./plain-object.ts";
import { notAGroup, noValue, removedOption, renamedOption, unknownOption } from "./problems.ts";
import { oldNames, type Rename } from "./rename.ts";
import { once, type Run } from "./run.ts";
import { showPath } from "./show-path.ts";

/** One tree of options with its definitions: the whole configuration, or one submodule. */
interface Scope {
  readonly run: Run;
  readonly base: Path;
  /** Of a submodule, its definitions: they are the place of what is missing there. */
  readonly around: readonly Pending[];
  readonly renames: ReadonlyMap<string, readonly Rename[]>;
  /** By the name of a group: its definitions by the name of what they define. */
  readonly finders: Map<string, (key: string) => readonly Pending[]>;
}

/** The values of a tree of options, each read when asked for. */
export function readTree(
  run: Run,
  tree: OptionTree,
  definitions: () => readonly Pending[],
  base: Path,
  around: readonly Pending[] = [],
): object {
  const scope: Scope = { run, base, around, renames: oldNames(tree), finders: new Map() };
  return readGroup(scope, tree, definitions, []);
}

function readGroup(
  scope: Scope,
  tree: OptionTree,
  definitions: () => readonly Pending[],
  path: Path,
): object {
  const { run, base, finders } = scope;
  const at = [...base, ...path];
  const index = once(run, at, () => sort(run, tree, definitions(), at));
  const find = (key: string) => index().get(key) ?? [];
  finders.set(showPath(path), find);
  run.groups.push(index);
  const entries = new Map<string, () => unknown>();
  for (const [key, node] of Object.entries(tree)) {
    if (isOption(node))
      entries.set(
        key,
        once(run, [...at, key], () => readOption(scope, node, [...path, key], find(key))),
      );
    else if (isGroup(node)) {
      const group = readGroup(scope, node, () => find(key), [...path, key]);
      entries.set(key, () => group);
    }
  }
  return lazyRecord(run, entries);
}

type Index = ReadonlyMap<string, readonly Pending[]>;

/** Opens each definition of a group and sorts its parts by name. Names that nobody declared are problems. */
function sort(run: Run, tree: OptionTree, definitions: readonly Pending[], path: Path): Index {
  const index = new Map<string, Pending[]>();
  for (const definition of definitions) {
    const opened = open(run, definition);
    if (opened === undefined) continue;
    if (!isPlainObject(opened.value)) {
      run.problems.push(notAGroup(path, opened, tree));
      continue;
    }
    for (const [key, value] of entriesOf(opened)) {
      const part = under(opened, key, value);
      const node = Object.hasOwn(tree, key) ? tree[key] : undefined;
      if (node === undefined)
        run.problems.push(
          unknownOption([...path, key], part, tree, path.length === 0 ? run.off.get(key) : undefined),
        );
      else if (value === undefined) continue;
      else if (isRemoved(node)) run.problems.push(removedOption([...path, key], part, node));
      else {
        if (isRenamed(node)) run.warnings.push(renamedOption([...path, key], part, node));
        const parts = index.get(key);
        if (parts === undefined) index.set(key, [part]);
        else parts.push(part);
      }
    }
  }
  return index;
}

function readOption(scope: Scope, option: AnyOption, path: Path, found: readonly Pending[]): unknown {
  const { run, base, renames, finders, around } = scope;
  const old = renames.get(showPath(path)) ?? [];
  const byOption =
    option.default === undefined ? [] : [pending(option.default, { capture: option.capture }, RANK.option)];
  const definitions = [
    ...found,
    ...old.flatMap(({ group, key }) => finders.get(group)?.(key) ?? []),
    ...byOption,
  ];
  const at = [...base, ...path];
  const context = mergeContext(run, at, option.capture);
  return merged(run, option.type, definitions, context, () => noValue(at, option, around), option);
}
