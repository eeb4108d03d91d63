export { SerialPort } from "./serial-port.ts";
export { linesOf, typeScript } from "./type-script.ts";
