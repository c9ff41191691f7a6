import { localTime } from '@lianke/kernel'

/** Years a calendar should know: this one, and from December on the next. */
export const wantedYears = (now: string, zone: string): readonly number[] => {
  const [year = 0, month = 0] = localTime(now, zone).day.split('-').map(Number)
  return month === 12 ? [year, year + 1] : [year]
}
