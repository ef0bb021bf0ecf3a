package io.exposures.joiner.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ByteCacheTest {

    private static byte[] key(int number) {
        return ("user-" + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] value(@Nullable ByteBuffer found) {
        if (found == null) {
            return null;
        }
        byte[] bytes = new byte[found.remaining()];
        found.get(bytes);
        return bytes;
    }

    @Test
    void nothingIsEverFoundButWhatWasPutLast() {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            ByteCache cache = new ByteCache(new CacheBudget(2 + random.nextInt(8)), 512);
            Map<Integer, byte[]> model = new HashMap<>();
            int found = 0;
            for (int i = 0; i < 5000; i++) {
                int number = random.nextInt(60);
                byte[] known = value(cache.get(key(number)));
                if (known != null) {
                    found++;
                    assertThat(known).as("seed %d", seed).isEqualTo(model.get(number));
                }
                byte[] next = new byte[random.nextInt(10) == 0 ? 300 : random.nextInt(40)];
                random.nextBytes(next);
                cache.put(key(number), next);
                model.put(number, next);
            }
            assertThat(found).as("seed %d", seed).isGreaterThan(100);
        }
    }

    @Test
    void aKeyWithoutValueIsKnown() {
        ByteCache cache = new ByteCache(new CacheBudget(2), 512);

        cache.put(key(1), null);

        assertThat(value(cache.get(key(1)))).isEmpty();
        assertThat(value(cache.get(key(2)))).isNull();
    }

    @Test
    void whatIsTooLargeIsNotRemembered() {
        ByteCache cache = new ByteCache(new CacheBudget(2), 512);
        cache.put(key(1), new byte[] {1});

        cache.put(key(1), new byte[400]);

        assertThat(cache.get(key(1))).isNull();
    }

    @Test
    void whatIsAskedForStays() {
        ByteCache cache = new ByteCache(new CacheBudget(8), 512);
        cache.put(key(0), new byte[] {7});
        for (int i = 1; i < 2000; i++) {
            cache.put(key(i), new byte[20]);
            assertThat(value(cache.get(key(0)))).as("after %d", i).containsExactly(7);
        }
        assertThat(cache.get(key(1))).isNull();
    }
}
