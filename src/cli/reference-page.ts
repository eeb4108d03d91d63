import { type Argument, type Command, GROUPS } from "./command.ts";
import { type Commands, row, shape } from "./help.ts";

/** `docs/cli.md`: every command with its arguments and examples, exit statuses, environment. */
export function referencePage(commands: Commands): string {
  const groups = GROUPS.flatMap((group) => {
    const members = [...commands].filter(([, command]) => command.group === group);
    return members.length === 0
      ? []
      : [`## ${group}`, ...members.flatMap(([name, command]) => section(name, command))];
  });
  return `${[
    "# The command line",
    "Made from the commands' own descriptions by `tools/generate-cli-docs.ts`. `./liminix COMMAND --help` says the same.",
    ...groups,
    "## Exit statuses",
    table(
      ["status", "what it means"],
      [
        ["0", "It is done."],
        ["1", "Something in the configuration, or in what it describes, is wrong; or a build failed."],
        ["100", "The command line cannot be understood."],
        [
          "111",
          "The machine lacks something: Nix, QEMU, the network, room on the disk. Also a mistake in liminix itself, which then shows where.",
        ],
        ["130", "Stopped by ^C. What was finished is kept."],
      ],
    ),
    "## Environment",
    table(
      ["variable", "what it does"],
      [
        ["`LIMINIX_DEBIAN_MIRROR`", "The Debian mirror to fetch from; without it, the one that apt uses."],
        ["`NO_COLOR`", "With any value: no colours."],
        ["`QEMU_OPTIONS`", "Added to QEMU's command line by `run`."],
      ],
    ),
  ].join("\n\n")}\n`;
}

function section(name: string, command: Command): readonly string[] {
  const rows = Object.entries<Argument>(command.args).map((entry) => row(entry));
  return [
    `### \`liminix ${shape(name, command)}\``,
    `${command.summary}.`,
    ...(command.description ?? []),
    ...(rows.length === 0
      ? []
      : [
          table(
            ["argument", "what it does"],
            rows.map(([written, does]) => [`\`${written.trim()}\``, does]),
          ),
        ]),
    ["```sh", ...command.examples.flatMap(([line, does]) => [`# ${does}`, line]), "```"].join("\n"),
  ];
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
