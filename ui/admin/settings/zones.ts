/** Time zones by their names in the IANA database, as this browser knows them. */
export const zones: readonly string[] = Intl.supportedValuesOf('timeZone')
