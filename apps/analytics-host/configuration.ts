import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// ClickHouse's defaults are for a machine of its own; these keep the idle process small and merges off the way.
const configuration = (memoryBytes: number) => `<clickhouse>
  <logger><level>none</level></logger>
  <max_server_memory_usage>${memoryBytes}</max_server_memory_usage>
  <mark_cache_size>67108864</mark_cache_size>
  <primary_index_cache_size>67108864</primary_index_cache_size>
  <index_mark_cache_size>16777216</index_mark_cache_size>
  <query_condition_cache_size>16777216</query_condition_cache_size>
  <compiled_expression_cache_size>8388608</compiled_expression_cache_size>
  <text_index_tokens_cache_size>8388608</text_index_tokens_cache_size>
  <text_index_header_cache_size>8388608</text_index_header_cache_size>
  <text_index_postings_cache_size>8388608</text_index_postings_cache_size>
  <vector_similarity_index_cache_size>1048576</vector_similarity_index_cache_size>
  <max_thread_pool_size>200</max_thread_pool_size>
  <max_thread_pool_free_size>8</max_thread_pool_free_size>
  <max_io_thread_pool_size>16</max_io_thread_pool_size>
  <max_io_thread_pool_free_size>0</max_io_thread_pool_free_size>
  <background_pool_size>2</background_pool_size>
  <background_schedule_pool_size>2</background_schedule_pool_size>
  <profiles><default><max_threads>2</max_threads></default></profiles>
</clickhouse>
`

/** Writes what the embedded ClickHouse reads when it opens `path`, and gives the words of its command line. */
export const configure = (path: string, memoryBytes: number): string[] => {
  mkdirSync(path, { recursive: true })
  const config = join(path, 'lianke.config.xml')
  writeFileSync(config, configuration(memoryBytes))
  return [
    `--config-file=${config}`,
    '--max_threads=2',
    '--max_insert_threads=1',
    '--max_query_size=67108864',
    '--allow_experimental_json_type=1',
    '--date_time_input_format=best_effort',
    '--max_execution_time=300',
    '--max_bytes_before_external_group_by=500000000',
    '--max_bytes_before_external_sort=500000000',
  ]
}
