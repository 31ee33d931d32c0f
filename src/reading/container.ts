/** The seam for containers: what stands before a program's own text in each line. */
import type { Zone } from "../base/zone.ts";
import type { LogFile, Mark } from "./line.ts";
import type { LineView } from "./view.ts";

export interface ContainerContext {
  readonly file: LogFile;
  /** The zone of stamps that name none. */
  readonly zone: Zone;
  /** The year of the first stamp, where the stamps bear none. */
  readonly year?: number;
  /** Where a line is read again without those around it: what they told. */
  readonly mark?: Mark | undefined;
}

export interface Container {
  readonly id: string;
  /** Its records are of many lines: it says of each line whether one may begin there (`LineView.begins`), and of none it looks back behind that. */
  readonly hasRecords?: true;
  /** The first line of a file says what the others mean. */
  readonly hasHeader?: true;
  /**
   * Opens one file. The function strips the container's part off a line and sets its stamp; false if it has none, `part` where it is a
   * part of what a later line ends.
   */
  readonly open: (context: ContainerContext) => (line: LineView) => boolean | "part";
}
