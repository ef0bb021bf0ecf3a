package io.exposures.joiner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MetricSumsTest {
    private static final int ROUNDS = 200;

    @Test
    void agreeWithUnboundedIntegers() {
        SplittableRandom random = Seed.random("MetricSumsTest.agreeWithUnboundedIntegers");
        for (int round = 0; round < ROUNDS; round++) {
            List<UnitContribution> units = units(random, 1 + random.nextInt(30));

            MetricSums sums = sum(units);

            assertThat(sums.units()).isEqualTo(units.size());
            assertThat(sums.nonzero())
                    .isEqualTo(units.stream().filter(u -> u.y() != 0).count());
            assertThat(sums.capped())
                    .isEqualTo(units.stream().filter(UnitContribution::capped).count());
            assertThat(sums.sum()).isEqualTo(oracle(units, u -> big(u.y())));
            assertThat(sums.squares()).isEqualTo(oracle(units, u -> big(u.y()).pow(2)));
            assertThat(sums.cubes()).isEqualTo(oracle(units, u -> big(u.y()).pow(3)));
            assertThat(sums.covariateSum()).isEqualTo(oracle(units, u -> big(u.x())));
            assertThat(sums.covariateSquares())
                    .isEqualTo(oracle(units, u -> big(u.x()).pow(2)));
            assertThat(sums.crossProducts())
                    .isEqualTo(oracle(units, u -> big(u.x()).multiply(big(u.y()))));
        }
    }

    @Test
    void doNotDependOnTheOrderOfUnits() {
        SplittableRandom random = Seed.random("MetricSumsTest.doNotDependOnTheOrderOfUnits");
        for (int round = 0; round < ROUNDS; round++) {
            List<UnitContribution> units = units(random, 20);
            MetricSums expected = sum(units);
            Collections.shuffle(units, new Random(random.nextLong()));

            assertThat(sum(units)).isEqualTo(expected).hasSameHashCodeAs(expected);
        }
    }

    @Test
    void doNotDependOnThePartitions() {
        SplittableRandom random = Seed.random("MetricSumsTest.doNotDependOnThePartitions");
        for (int round = 0; round < ROUNDS; round++) {
            List<UnitContribution> units = units(random, 20);
            List<MetricSums> partitions = new ArrayList<>(Collections.nCopies(4, MetricSums.NONE));
            for (UnitContribution unit : units) {
                int partition = random.nextInt(partitions.size());
                partitions.set(partition, partitions.get(partition).plus(unit));
            }
            Collections.shuffle(partitions, new Random(random.nextLong()));

            assertThat(partitions.stream().reduce(MetricSums.NONE, MetricSums::plus))
                    .isEqualTo(sum(units));
        }
    }

    @Test
    void addingAndRemovingAnythingRestoresTheBits() {
        SplittableRandom random = Seed.random("MetricSumsTest.addingAndRemovingAnythingRestoresTheBits");
        for (int round = 0; round < ROUNDS; round++) {
            MetricSums before = sum(units(random, 10));
            List<UnitContribution> guests = units(random, 10);
            MetricSums during = before.plus(sum(guests));
            Collections.shuffle(guests, new Random(random.nextLong()));

            MetricSums after = during;
            for (UnitContribution guest : guests) {
                after = after.minus(guest);
            }

            assertThat(after).isEqualTo(before);
            assertThat(during.minus(sum(guests))).isEqualTo(before);
        }
    }

    @Test
    void changesAreMinusOldPlusNew() {
        UnitContribution old = new UnitContribution(3, 5);
        UnitContribution current = new UnitContribution(-7, 11, true);
        MetricSums sums = MetricSums.NONE.plus(old);

        assertThat(sums.change(old, current)).isEqualTo(MetricSums.NONE.plus(current));
        assertThat(sums.change(old, new UnitContribution(3, 5))).isSameAs(sums);
        assertThat(sums.change(old, null).isZero()).isTrue();
        assertThat(sums.change(null, null)).isSameAs(sums);
    }

    @Test
    void surviveBeingWrittenAndReadAndTakenApart() {
        SplittableRandom random = Seed.random("MetricSumsTest.surviveBeingWrittenAndReadAndTakenApart");
        for (int round = 0; round < ROUNDS; round++) {
            MetricSums sums = sum(units(random, 5)).minus(sum(units(random, 8)));
            ByteBuffer buffer = ByteBuffer.allocate(MetricSums.BYTES);
            sums.writeTo(buffer);

            assertThat(MetricSums.readFrom(buffer.flip())).isEqualTo(sums);
            assertThat(MetricSums.of(
                            sums.units(),
                            sums.nonzero(),
                            sums.capped(),
                            sums.sum(),
                            sums.squares(),
                            sums.cubes(),
                            sums.covariateSum(),
                            sums.covariateSquares(),
                            sums.crossProducts()))
                    .isEqualTo(sums);
        }
    }

    @Test
    void holdTheWorstCase() {
        MetricSums largest = MetricSums.NONE.plus(new UnitContribution(Long.MAX_VALUE, -Long.MAX_VALUE));
        MetricSums sums = largest;
        for (int doubling = 0; doubling < 62; doubling++) {
            sums = sums.plus(sums);
        }

        assertThat(sums.units()).isEqualTo(1L << 62);
        assertThat(sums.cubes()).isEqualTo(big(Long.MAX_VALUE).pow(3).shiftLeft(62));
        assertThat(sums.covariateSquares()).isEqualTo(big(Long.MAX_VALUE).pow(2).shiftLeft(62));
        assertThat(sums.crossProducts())
                .isEqualTo(big(Long.MAX_VALUE).pow(2).shiftLeft(62).negate());
    }

    @Test
    void refuseSumsThatNoUnitsCouldHave() {
        BigInteger tooWide = BigInteger.ONE.shiftLeft(127);
        BigInteger zero = BigInteger.ZERO;

        assertThatThrownBy(() -> MetricSums.of(1, 1, 0, tooWide, zero, zero, zero, zero, zero))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("128 bits");
    }

    private static MetricSums sum(List<UnitContribution> units) {
        return units.stream().reduce(MetricSums.NONE, MetricSums::plus, MetricSums::plus);
    }

    private static List<UnitContribution> units(SplittableRandom random, int count) {
        List<UnitContribution> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(new UnitContribution(value(random), value(random), random.nextInt(4) == 0));
        }
        return units;
    }

    /** Zero, small and huge numbers of both signs, in equal measure. */
    private static long value(SplittableRandom random) {
        long value = random.nextLong() >> random.nextInt(64);
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -Long.MAX_VALUE;
            default -> Math.max(value, -Long.MAX_VALUE);
        };
    }

    private static BigInteger oracle(List<UnitContribution> units, Function<UnitContribution, BigInteger> term) {
        return units.stream().map(term).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
