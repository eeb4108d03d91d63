/** Times against sizes as a small SVG: points, and the straight line through the origin and the last of them. */

export interface Point {
  readonly options: number;
  readonly ms: number;
}

const [WIDTH, HEIGHT, MARGIN] = [480, 300, 48];

/** A drawing of how the time grows. */
export function plotted(points: readonly Point[]): string {
  const most = {
    options: Math.max(...points.map(({ options }) => options)),
    ms: Math.max(...points.map(({ ms }) => ms)),
  };
  const x = (options: number) => Math.round(MARGIN + (options / most.options) * (WIDTH - 2 * MARGIN));
  const y = (ms: number) => Math.round(HEIGHT - MARGIN - (ms / most.ms) * (HEIGHT - 2 * MARGIN));
  const last = points.at(-1) ?? { options: 0, ms: 0 };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="11">
<title>Milliseconds against options</title>
<rect width="100%" height="100%" fill="white"/>
<path d="M${MARGIN} ${MARGIN}V${HEIGHT - MARGIN}H${WIDTH - MARGIN}" fill="none" stroke="black"/>
<path d="M${x(0)} ${y(0)}L${x(last.options)} ${y(last.ms)}" stroke="silver" stroke-dasharray="4"/>
${points.map(({ options, ms }) => `<circle cx="${x(options)}" cy="${y(ms)}" r="3" fill="steelblue"/><text x="${x(options) - 8}" y="${y(ms) - 8}" text-anchor="end">${Math.round(ms)} ms</text><text x="${x(options)}" y="${HEIGHT - MARGIN + 16}" text-anchor="middle">${options}</text>`).join("\n")}
<text x="${WIDTH / 2}" y="${HEIGHT - 10}" text-anchor="middle">options</text>
</svg>
`;
}
