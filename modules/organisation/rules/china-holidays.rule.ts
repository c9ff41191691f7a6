import y2023 from '../holidays/china/2023.json' with { type: 'json' }
import y2024 from '../holidays/china/2024.json' with { type: 'json' }
import y2025 from '../holidays/china/2025.json' with { type: 'json' }
import y2026 from '../holidays/china/2026.json' with { type: 'json' }
import { readHolidayFile } from './holiday-file.rule.ts'

/** The public holidays of China that the product brings, by year; a year that is not among them had not been published. */
export const chinaHolidays = [y2023, y2024, y2025, y2026].flatMap((file) => readHolidayFile(file) ?? [])
