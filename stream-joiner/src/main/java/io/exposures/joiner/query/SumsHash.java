package io.exposures.joiner.query;

import io.exposures.joiner.join.Slice;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hash of an experiment's sums over all partitions: the first 128 bits of SHA-256 over their canonical text. */
final class SumsHash {

    private static final int HASH_BYTES = 16;

    private final MessageDigest digest;

    private SumsHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 32 hexadecimal digits; the same for equal sums, however they are spread over partitions. */
    static String of(ExperimentStats stats) {
        SumsHash hash = new SumsHash();
        stats.arms().forEach(hash::arm);
        stats.checksums().forEach((checksum, count) -> hash.text(checksum).number(count));
        return HexFormat.of().formatHex(hash.digest.digest(), 0, HASH_BYTES);
    }

    private void arm(String name, ArmStats arm) {
        text(name).number(arm.units()).number(arm.crossovers());
        arm.arrivals().forEach((epoch, units) -> number(epoch).number(units));
        arm.metrics().forEach((metric, stats) -> {
            text(metric);
            sums(stats.clean());
            sums(stats.crossover());
            cells(stats).forEach(this::cell);
        });
    }

    /** Which units have matured is a matter of the moment of the snapshot, so the hash does not look at it. */
    private static SortedMap<Slice, CellSums> cells(MetricStats stats) {
        SortedMap<Slice, CellSums> cells = new TreeMap<>();
        stats.cells()
                .forEach((slice, sums) ->
                        cells.merge(new Slice(slice.epoch(), false, slice.crossover()), sums, CellSums::plus));
        return cells;
    }

    private void cell(Slice slice, CellSums sums) {
        number(slice.epoch())
                .number(slice.crossover() ? 1 : 0)
                .number(sums.nonzero())
                .number(sums.capped());
        decimal(sums.sum());
        decimal(sums.squares());
        decimal(sums.cubes());
        decimal(sums.covariateSum());
        decimal(sums.covariateSquares());
        decimal(sums.crossProducts());
    }

    private void sums(Sums sums) {
        number(sums.units()).number(sums.nonzero()).number(sums.count());
        decimal(sums.sum());
        decimal(sums.sumOfSquares());
    }

    private void decimal(BigDecimal value) {
        text(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    private SumsHash text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
        return this;
    }

    private SumsHash number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        return this;
    }
}
