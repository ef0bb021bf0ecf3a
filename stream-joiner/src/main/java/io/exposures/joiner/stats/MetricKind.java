package io.exposures.joiner.stats;

/** What a metric is, and with it how it is estimated and when it is ready. */
public enum MetricKind {
    /** Mean of the units' values. */
    MEAN {
        @Override
        public Readiness readiness(MetricSummary control, MetricSummary treatment) {
            return Readiness.ofMeans(control, treatment);
        }
    },
    /** Share of the units with the value 1; all values are 0 or 1. */
    PROPORTION {
        @Override
        public Readiness readiness(MetricSummary control, MetricSummary treatment) {
            return Readiness.ofProportions(control, treatment);
        }
    },
    /** Sum of y over sum of x. */
    RATIO {
        @Override
        public Estimator estimator() {
            return Estimator.RATIO;
        }

        @Override
        public Readiness readiness(MetricSummary control, MetricSummary treatment) {
            return Readiness.ofRatios(control, treatment);
        }
    };

    /** Returns the estimator without covariate. */
    public Estimator estimator() {
        return Estimator.MEAN;
    }

    /** Returns whether a comparison has enough data, and if not, what it lacks. */
    public abstract Readiness readiness(MetricSummary control, MetricSummary treatment);
}
