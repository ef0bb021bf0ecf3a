package io.exposures.joiner.http;

import io.exposures.joiner.query.DefinitionQuery;
import io.exposures.joiner.query.ExplainQuery;
import io.exposures.joiner.query.Placements;
import io.exposures.joiner.query.RecountQuery;
import io.exposures.joiner.query.RejectedSamples;
import io.exposures.joiner.query.StatsQuery;

/**
 * What the HTTP side asks.
 *
 * @param stats experiments, users and the ledger
 * @param definitions definitions of experiments
 * @param explanations why outcomes count or do not
 * @param rejected the newest records that were not accepted
 * @param recounts whether sums are what the units add up to
 * @param placements which instance holds what
 */
public record Queries(
        StatsQuery stats,
        DefinitionQuery definitions,
        ExplainQuery explanations,
        RejectedSamples rejected,
        RecountQuery recounts,
        Placements placements) {}
