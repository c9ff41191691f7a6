/** What `lianke-sdk` writes of a company: its objects as they are read, made and changed, and the input of its commands. */
export interface ModelTypes {
  readonly objects: object
  readonly commands: object
}
/** A company whose definitions nobody has written down. */
export interface AnyModel {
  readonly objects: Readonly<Record<string, AnyObject>>
  readonly commands: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}
interface AnyObject {
  readonly record: AnyRow
  readonly create: Readonly<Record<string, unknown>>
  readonly update: Readonly<Record<string, unknown>>
}
export interface AnyRow {
  readonly id: string
  readonly version: number
  readonly [field: string]: unknown
}

export type ObjectName<M extends ModelTypes> = keyof M['objects'] & string
export type CommandName<M extends ModelTypes> = keyof M['commands'] & string
type Of<M extends ModelTypes, N extends ObjectName<M>, Part extends string> = M['objects'][N] extends {
  readonly [P in Part]: infer T
}
  ? T
  : never
/** A record as it is read. */
export type RecordOf<M extends ModelTypes, N extends ObjectName<M>> = Of<M, N, 'record'>
/** What a new record is made of. */
export type CreateOf<M extends ModelTypes, N extends ObjectName<M>> = Of<M, N, 'create'>
/** What may be changed of one. */
export type UpdateOf<M extends ModelTypes, N extends ObjectName<M>> = Of<M, N, 'update'>
