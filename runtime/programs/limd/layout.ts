/** Where things are on the router. Below /run/services each kind has a directory of its own, and each service its own in that. */

/** Reads scripts: the store keeps them as plain texts, which nobody may execute. */
export const shell = "/bin/sh";
export const graphPath = "/etc/services.json";
export const socketPath = "/run/limd.socket";
export const lockPath = "/run/limd.lock";
/** For the limd that comes after this one. */
export const rememberedDirectory = "/run/services/remembered";
/** An empty file in it says that the time of day is right. */
export const clockDirectory = "/run/services/clock";
export const clockMark = "synchronised";
/** The kernel's, if it has any. */
export const modulesDirectory = "/lib/modules";
/** Whoever gives this router secrets puts each into a file here. */
export const secretsDirectory = "/run/secrets";
/** What others say for this service to read. */
export const pipesDirectory = "/run/services/pipes";
export const pipeOf = (service: string): string => `${pipesDirectory}/${service}`;
/** Each service's descriptor for readiness is a file here. */
export const readyDirectory = "/run/services/ready";
export const ownLog = "/run/services/log/limd/current";

/** What runsv works in. */
export const longrunDirectory = (service: string): string => `/run/service/${service}`;
export const oneshotDirectory = (service: string): string => `/run/services/oneshots/${service}`;
export const outputDirectory = (service: string): string => `/run/services/outputs/${service}`;
/** What outlives the service. */
export const stateDirectory = (service: string): string => `/var/lib/${service}`;
export const filesDirectory = (service: string): string => `/run/services/files/${service}`;
export const logDirectory = (service: string): string => `/run/services/log/${service}`;
/** svlogd's settings, a file for all whose rings are alike: in memory the smallest file takes a page. */
export const logSettings = (name: string): string => `/run/services/log-settings/${name}`;
export const readyFile = (service: string): string => `${readyDirectory}/${service}`;
