/** The capabilities of Linux (capabilities(7)), by the kernel's names in small letters and without CAP_. */

// In the order of linux/capability.h, as in packages/run-as, which gives them.
export const capabilityNames = [
  ...(["chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid"] as const),
  ...(["setpcap", "linux_immutable", "net_bind_service", "net_broadcast", "net_admin", "net_raw"] as const),
  ...(["ipc_lock", "ipc_owner", "sys_module", "sys_rawio", "sys_chroot", "sys_ptrace", "sys_pacct"] as const),
  ...(["sys_admin", "sys_boot", "sys_nice", "sys_resource", "sys_time", "sys_tty_config", "mknod"] as const),
  ...(["lease", "audit_write", "audit_control", "setfcap", "mac_override", "mac_admin", "syslog"] as const),
  ...(["wake_alarm", "block_suspend", "audit_read", "perfmon", "bpf", "checkpoint_restore"] as const),
];

export type Capability = (typeof capabilityNames)[number];

export const isCapability = (name: string): name is Capability =>
  capabilityNames.some((known) => known === name);
