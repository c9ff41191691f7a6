import {
  collectDefaultMetrics,
  Counter,
  type CounterConfiguration,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
  Registry,
} from 'prom-client'

/** Figures of this process, shown at `/metrics`. */
export const metrics = new Registry()
collectDefaultMetrics({ register: metrics, prefix: 'lianke_' })

type Named<T> = Omit<T, 'registers'>

/** A figure that only grows; asking twice for a name gives the same one. */
export const counter = <L extends string>(options: Named<CounterConfiguration<L>>): Counter<L> =>
  (metrics.getSingleMetric(options.name) as Counter<L> | undefined) ?? new Counter({ ...options, registers: [metrics] })

/** A figure that goes up and down. */
export const gauge = <L extends string>(options: Named<GaugeConfiguration<L>>): Gauge<L> =>
  (metrics.getSingleMetric(options.name) as Gauge<L> | undefined) ?? new Gauge({ ...options, registers: [metrics] })

/** How long or how large things are. */
export const histogram = <L extends string>(options: Named<HistogramConfiguration<L>>): Histogram<L> =>
  (metrics.getSingleMetric(options.name) as Histogram<L> | undefined) ?? new Histogram({ ...options, registers: [metrics] })
