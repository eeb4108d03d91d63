/** Where services have their things on the router. */

/** What a service says of itself: a file for each output. */
export const outputsOf = (service: string): string => `/run/services/outputs/${service}`;
/** Its rendered configuration files; root's alone. */
export const filesOf = (service: string): string => `/run/services/files/${service}`;
/** What outlives it. */
export const stateOf = (service: string): string => `/var/lib/${service}`;
