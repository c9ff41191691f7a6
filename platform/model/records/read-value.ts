/** A value that its field type has read from text already, with what was written: the write path takes it as it is instead of reading it again. */
export class ReadValue {
  readonly value: unknown
  readonly raw: string | undefined
  constructor(value: unknown, raw?: string) {
    this.value = value
    this.raw = raw
  }
}

/** The value itself, wrapped or not. */
export const bare = (value: unknown): unknown => (value instanceof ReadValue ? value.value : value)
