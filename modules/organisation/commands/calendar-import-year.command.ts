import { defineCommand, json, label, refuse } from '@lianke/kernel'
import { calendar } from '../objects/calendar.object.ts'
import { readHolidayFile } from '../rules/holiday-file.rule.ts'
import { keepYear } from './keep-year.ts'

/** Takes the holidays of a year from a file in the form of holiday-cn. An empty one is taken too: the year is still not published then. */
export const calendarImportYear = defineCommand({
  name: 'calendar.import_year',
  label: label('导入某年节假日', 'Import the holidays of a year'),
  may: 'platform.settings',
  on: calendar,
  rows: 'update',
  icon: 'upload',
  // Its file is chosen on the calendar's own page; no dialog asks for JSON.
  place: [],
  fields: { file: json(label('文件内容', 'What the file says'), { required: true }) },
  done: { words: label('{year} 年已有 {days} 天安排', 'The year {year} has {days} days') },
  run: async (work, { id, file }) => {
    const read = readHolidayFile(file)
    if (!read) refuse('calendar.not_a_year_file', { problems: [{ path: '/file', code: 'calendar.not_a_year_file' }] })
    return { year: read.year, days: await keepYear(work, id, read) }
  },
})
