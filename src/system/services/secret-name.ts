/** What a secret may be called: by the name of its file in /run/secrets. */
export const isSecretName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name);
