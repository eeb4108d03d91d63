export const house = {
  hostname: "attic!",
};

export function people(...names: string[]) {
  const [first, second] = names;
  return {
    [first]: { uid: 1000 },
    [second]: { uid: 1001 },
    eve: { uid: 70_000 },
  };
}
