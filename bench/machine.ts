/** What the numbers were measured on. No names of hosts, mirrors or people. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

export interface MachineFacts {
  readonly cores: number;
  readonly processor: string;
  readonly memoryMb: number;
  readonly system: string;
  /** Other work while measuring makes the numbers larger than they are. */
  readonly loadBefore: number;
  readonly kvm: boolean;
  readonly node: string;
  readonly nix: string;
  readonly qemu: string;
}

export function machineFacts(): MachineFacts {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? "unknown",
    memoryMb: Math.round(totalmem() / 1_048_576),
    system: /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "unknown",
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    // Nothing uses it: the emulated processors are others.
    kvm: firstLine("ls", ["/dev/kvm"]) === "/dev/kvm",
    node: process.version,
    nix: firstLine("nix-store", ["--version"]),
    qemu: firstLine("qemu-system-mips", ["--version"]),
  };
}

function firstLine(program: string, args: readonly string[]): string {
  try {
    const output = execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return output.split("\n", 1).join();
  } catch {
    return "missing";
  }
}
