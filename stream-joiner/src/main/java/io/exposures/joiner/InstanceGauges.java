package io.exposures.joiner;

import io.exposures.joiner.http.InstanceHealth;
import io.exposures.joiner.http.InstanceHealth.Held;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an instance says of itself, as gauges. */
final class InstanceGauges {

    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicBoolean degraded = new AtomicBoolean();
    private final MultiGauge inputLag;
    private final MultiGauge standbyLag;

    InstanceGauges(MeterRegistry registry) {
        MeterTable.READY.gauge(registry, ready, flag -> flag.get() ? 1 : 0);
        MeterTable.DEGRADED.gauge(registry, degraded, flag -> flag.get() ? 1 : 0);
        inputLag = MeterTable.INPUT_LAG.gauges(registry);
        standbyLag = MeterTable.STANDBY_LAG.gauges(registry);
    }

    void show(InstanceHealth health) {
        ready.set(health.readiness().ready());
        degraded.set(health.degraded().isPresent());
        inputLag.register(rows(MeterTable.INPUT_LAG, health.held(), "active"), true);
        standbyLag.register(rows(MeterTable.STANDBY_LAG, health.held(), "standby"), true);
    }

    private static List<MultiGauge.Row<?>> rows(DeclaredMeter meter, List<Held> held, String role) {
        return held.stream()
                .filter(one -> one.role().equals(role) && one.lag() >= 0)
                .<MultiGauge.Row<?>>map(one -> meter.row(one.lag(), Integer.toString(one.partition())))
                .toList();
    }
}
