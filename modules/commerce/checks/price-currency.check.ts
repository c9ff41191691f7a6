import { defineCheck } from '@lianke/kernel'
import { priceBook } from '../objects/price-book.object.ts'
import { priceBookEntry } from '../objects/price-book-entry.object.ts'

/** A price is in the currency of its book. */
export const entryCurrency = defineCheck({
  name: 'price_book_entry.currency',
  on: priceBookEntry,
  when: ['price', 'price_book'],
  run: async (work, rows) => {
    const ids = [...new Set(rows.flatMap(({ row }) => row.price_book ?? []))]
    const books = await work.system.records.find(priceBook, ids, { fields: ['name', 'currency'] })
    return rows.flatMap(({ row }, index) => {
      const book = books.get(row.price_book ?? '')
      if (!book || !row.price || row.price.currency === book.currency) return []
      const params = { name: book.name, currency: book.currency, given: row.price.currency }
      return [{ index, code: 'price_book.other_currency', path: '/price', params }]
    })
  },
})

/** A book that has prices keeps the currency that they are in. */
export const bookCurrency = defineCheck({
  name: 'price_book.currency',
  on: priceBook,
  when: ['currency'],
  run: async (work, rows) => {
    const priced = await work.sql<{ book: string; currency: string }>(
      `select distinct on (price_book) price_book as book, price_currency as currency from commerce_price_book_entry e
         join unnest($1::uuid[], $2::text[]) as w (id, currency) on w.id = e.price_book and w.currency <> e.price_currency
       where e.deleted_at is null order by price_book`,
      [rows.map(({ row }) => row.id), rows.map(({ row }) => row.currency ?? '')],
    )
    const byBook = new Map(priced.map(({ book, currency }) => [book, currency]))
    return rows.flatMap(({ row }, index) => {
      const currency = byBook.get(row.id)
      return currency === undefined
        ? []
        : [{ index, code: 'price_book.has_prices', path: '/currency', params: { name: row.name, currency } }]
    })
  },
})
