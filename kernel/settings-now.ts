/** Settings as they are kept at this moment, read under the lock of whoever changes them: never from a cache. */
export interface SettingsNow {
  /** The value, or the default; secret ones in clear. Refuses `setting.unknown`. */
  get<T = unknown>(name: string): T
  /** When it was kept, as a word to compare; null: nobody has set it. */
  version(name: string): string | null
}

/** What is kept from now on, by name; `undefined` goes back to the default. */
export type SettingChanges = Readonly<Record<string, unknown>>

/** Says from what stands what is to stand. It may be asked again where the database asks for another try: it does nothing but decide. */
export type DecideSettings = (now: SettingsNow) => SettingChanges
