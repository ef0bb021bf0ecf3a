package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exposures.records.Exposure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskOverflowTest {

    private static final long PLENTY = 64 << 20;

    @TempDir
    private Path directory;

    private final PerKind<Accounts> accounts = PerKind.of(kind -> new Accounts());
    private final LossTable unreported = new LossTable();
    private final Losses losses =
            new Losses(accounts, unreported, ExposureDedup.off(), new DropNotifier(null), () -> Examples.NOON);
    private final RecordEncoder encoder = new RecordEncoder(
            ProducerConfig.from(Examples.properties("b:1")),
            () -> Examples.NOON,
            new TimeOrderedIds(() -> Examples.NOON),
            false);

    private Path file = Path.of("overflow.mv");

    @BeforeEach
    void file() {
        file = directory.resolve("overflow.mv");
    }

    @Test
    void recordsComeBackAsTheyWereAndInOrder() {
        DiskOverflow overflow = open(file, PLENTY);
        List<BufferedRecord> added = records("a", "b", "c");

        assertThat(overflow.add(added)).isTrue();
        assertThat(overflow.add(records("d"))).isTrue();

        assertThat(overflow.hasUnread()).isTrue();
        List<BufferedRecord> read = overflow.read(2);
        assertThat(userids(read)).containsExactly("a", "b");
        assertThat(read.get(0).decoded()).isEqualTo(added.get(0).decoded());
        assertThat(read.get(0).experiment()).isEqualTo("ButtonColour");
        assertThat(Micros.toInstant(read.get(0).time())).isEqualTo(Examples.NOON);
        assertThat(userids(overflow.read(10))).containsExactly("c", "d");
        assertThat(overflow.hasUnread()).isFalse();
        assertThat(overflow.waiting()).isEqualTo(4);
        overflow.close();
    }

    @Test
    void nothingIsMadeOnDiskUntilItIsNeeded() {
        DiskOverflow overflow = open(file, PLENTY);

        assertThat(overflow.hasUnread()).isFalse();
        overflow.close();

        assertThat(file).doesNotExist();
    }

    @Test
    void theNextRunGoesOnWithWhatIsNotSettled() {
        DiskOverflow first = open(file, PLENTY);
        first.add(records("a", "b", "c", "d"));
        List<BufferedRecord> read = first.read(3);
        first.settled(read.get(0));
        first.settled(read.get(2));
        first.close();

        DiskOverflow second = open(file, PLENTY);

        assertThat(second.hasUnread()).isTrue();
        assertThat(second.recovered()).isEqualTo(2);
        assertThat(second.waiting()).isEqualTo(2);
        assertThat(userids(second.read(10))).containsExactly("b", "d");
        second.close();
    }

    @Test
    void whatWasAddedAndSettledSurvivesAKill() throws Exception {
        DiskOverflow killed = open(file, PLENTY);
        killed.add(records("a", "b", "c"));
        killed.read(1).forEach(killed::settled);
        killed.commit();
        Path atThatMoment = Files.copy(file, directory.resolve("copy.mv"));

        DiskOverflow next = open(atThatMoment, PLENTY);

        assertThat(next.hasUnread()).isTrue();
        assertThat(userids(next.read(10))).containsExactly("b", "c");
        next.close();
        killed.close();
    }

    @Test
    void theFileIsGoneWhenAllIsSettled() {
        DiskOverflow overflow = open(file, PLENTY);
        overflow.add(records("a", "b"));
        assertThat(file).exists();

        overflow.read(10).forEach(overflow::settled);
        overflow.commit();

        assertThat(file).doesNotExist();
        assertThat(overflow.usedBytes()).isZero();
        assertThat(overflow.add(records("c"))).isTrue();
        assertThat(userids(overflow.read(10))).containsExactly("c");
        overflow.close();
    }

    @Test
    void theFileStaysWithinItsBoundsAndItsRoomIsUsedAgain() throws Exception {
        long bound = 6 << 20;
        DiskOverflow overflow = open(file, bound);
        long added = fill(overflow);
        assertThat(added).isGreaterThan(5_000);
        assertThat(Files.size(file)).isLessThanOrEqualTo(bound);

        while (overflow.waiting() > added / 2) {
            overflow.read(500).forEach(overflow::settled);
            overflow.commit();
        }
        long addedAgain = fill(overflow);

        assertThat(addedAgain).isGreaterThan(added / 4);
        assertThat(Files.size(file)).isLessThanOrEqualTo(bound);
        overflow.close();
    }

    private long fill(DiskOverflow overflow) {
        long added = 0;
        List<BufferedRecord> batch =
                records(IntStream.range(0, 500).mapToObj(i -> "u" + i).toArray(String[]::new));
        while (overflow.isWritable()) {
            assertThat(overflow.add(batch)).isTrue();
            added += batch.size();
        }
        return added;
    }

    @Test
    void whatIsPutBackAtTheEndKeepsItsPlaceBetweenWhatIsOnDisk() {
        DiskOverflow first = open(file, PLENTY);
        first.add(records("disk-1", "disk-2"));
        List<BufferedRecord> window = new ArrayList<>(records("memory-0"));
        window.addAll(first.read(10));
        window.addAll(records("memory-3", "memory-4"));
        first.add(records("disk-5", "disk-6"));

        assertThat(first.addBefore(window)).isEqualTo(5);
        first.close();

        DiskOverflow second = open(file, PLENTY);
        assertThat(second.hasUnread()).isTrue();
        assertThat(userids(second.read(10)))
                .containsExactly("memory-0", "disk-1", "disk-2", "memory-3", "memory-4", "disk-5", "disk-6");
        second.close();
    }

    @Test
    void atTheEndAsManyArePutBackAsFitIn() {
        DiskOverflow overflow = open(file, 4 << 20);
        List<BufferedRecord> many =
                records(IntStream.range(0, 50_000).mapToObj(i -> "u" + i).toArray(String[]::new));

        int kept = overflow.addBefore(many);

        assertThat(kept).isBetween(5_000, 20_000);
        assertThat(overflow.waiting()).isEqualTo(kept);
        overflow.close();
    }

    /** Whatever is in the file, the client starts, and what follows goes into a new one. */
    @Test
    void aCorruptFileIsSetAside() throws Exception {
        byte[] good = goodFile();
        List<byte[]> corrupt = new ArrayList<>();
        corrupt.add("this is no overflow file".getBytes(StandardCharsets.UTF_8));
        corrupt.add(new byte[100_000]);
        corrupt.add(Arrays.copyOf(good, 9_000));
        corrupt.add(overwritten(good, 0, 8192));
        for (byte[] content : corrupt) {
            Files.write(file, content);
            DiskOverflow overflow = open(file, PLENTY);

            overflow.hasUnread();

            assertThat(overflow.setAside()).isEqualTo(1);
            assertThat(overflow.recovered()).isZero();
            await().until(() -> overflow.add(records("a")));
            assertThat(userids(overflow.read(10))).containsExactly("a");
            overflow.read(10);
            overflow.close();
            assertThat(setAsideFiles()).isNotEmpty();
            Files.delete(file);
        }
    }

    @Test
    void randomDamageNeverStopsTheClient() throws Exception {
        byte[] good = goodFile();
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            byte[] damaged = good.clone();
            int from = random.nextInt(damaged.length);
            Files.write(file, overwritten(damaged, from, 1 + random.nextInt(5_000)));
            DiskOverflow overflow = open(file, PLENTY);
            AtomicLong read = new AtomicLong();

            await("seed " + seed + ", damage " + i).until(() -> {
                while (overflow.hasUnread()) {
                    List<BufferedRecord> batch = overflow.read(100);
                    batch.forEach(overflow::settled);
                    read.addAndGet(batch.size());
                }
                return overflow.waiting() == 0;
            });

            assertThat(read.get()).as("seed %d, damage %d", seed, i).isLessThanOrEqualTo(2000);
            overflow.close();
            Files.deleteIfExists(file);
        }
    }

    @Test
    void recordsThatTurnOutToBeUnreadableAreCountedAsLost() throws Exception {
        DiskOverflow overflow = open(file, PLENTY);
        overflow.add(records(IntStream.range(0, 2000).mapToObj(i -> "u" + i).toArray(String[]::new)));
        overflow.close();
        DiskOverflow next = open(file, PLENTY);
        assertThat(next.hasUnread()).isTrue();
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(8192);
            raw.write(new byte[(int) raw.length() - 8192]);
        }

        List<BufferedRecord> read = new ArrayList<>();
        await().until(() -> {
            read.addAll(next.read(100));
            return next.waiting() == read.size();
        });

        assertThat(accounts.exposure().dropped()).containsEntry(DropReason.DISK_CORRUPT, 2000L - read.size());
        assertThat(unreported.drain().keySet())
                .containsExactly(new LossTable.Key(RecordKind.EXPOSURE, DropReason.DISK_CORRUPT, null));
        next.close();
    }

    @Test
    void aFileThatAnotherProcessHasIsWaitedForNotDestroyed() {
        DiskOverflow first = open(file, PLENTY);
        first.add(records("a"));
        DiskOverflow second = open(file, PLENTY);

        assertThat(second.hasUnread())
                .as("newer records wait for what it may hold")
                .isTrue();
        assertThat(second.read(10)).isEmpty();
        assertThat(second.isWritable()).isFalse();
        assertThat(second.problem()).contains("in use by another process");
        assertThat(second.setAside()).isZero();
        first.close();

        await().until(second::isWritable);
        assertThat(second.hasUnread()).isTrue();
        assertThat(userids(second.read(10))).containsExactly("a");
        assertThat(second.hasUnread()).isFalse();
        assertThat(second.problem()).isEmpty();
        second.close();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsAProblemNotAFailure() throws Exception {
        Path noDirectory = Files.writeString(directory.resolve("file"), "x");

        DiskOverflow overflow = open(noDirectory.resolve("overflow.mv"), PLENTY);

        assertThat(overflow.isWritable()).isFalse();
        assertThat(overflow.add(records("a"))).isFalse();
        assertThat(overflow.problem()).isNotEmpty();
        overflow.close();
    }

    @Test
    void recordsOfAnEarlierVersionAreReadInTodaysSchema() throws Exception {
        Schema earlier = without("namespace");
        OverflowFile left = OverflowFile.open(file, earlier);
        left.put(1, inEarlierSchema(earlier));
        left.commit();
        left.close();

        DiskOverflow overflow = open(file, PLENTY);
        assertThat(overflow.hasUnread()).isTrue();
        Exposure read = (Exposure) overflow.read(10).get(0).decoded();

        assertThat(read.getUserid()).isEqualTo("ann");
        assertThat(read.getName()).isEqualTo("Button");
        assertThat(read.getNamespace()).isNull();
        overflow.close();
    }

    private static Schema without(String field) {
        Schema today = Exposure.getClassSchema();
        List<Schema.Field> fields = today.getFields().stream()
                .filter(each -> !each.name().equals(field))
                .map(each -> new Schema.Field(each, each.schema()))
                .toList();
        return Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
    }

    private static byte[] inEarlierSchema(Schema earlier) throws IOException {
        GenericData.Record record = new GenericData.Record(earlier);
        for (String text : List.of("exposure_id", "unit", "salt", "event")) {
            record.put(text, "x");
        }
        record.put("userid", "ann");
        record.put("name", "Button");
        record.put("inputs", Map.of());
        record.put("params", Map.of());
        record.put("extra_data", Map.of());
        record.put("declared", List.of());
        record.put("time", 5L);
        GenericData.Record source =
                new GenericData.Record(earlier.getField("source").schema());
        source.put("library", "log-producer/0");
        source.put("host", "old");
        record.put("source", source);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(earlier).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private byte[] goodFile() throws IOException {
        DiskOverflow overflow = open(file, PLENTY);
        for (int i = 0; i < 20; i++) {
            int batch = i;
            overflow.add(records(
                    IntStream.range(0, 100).mapToObj(j -> batch + "-" + j).toArray(String[]::new)));
        }
        overflow.close();
        byte[] good = Files.readAllBytes(file);
        Files.delete(file);
        return good;
    }

    private static byte[] overwritten(byte[] content, int from, int length) {
        byte[] changed = content.clone();
        Arrays.fill(changed, from, Math.min(changed.length, from + length), (byte) 0x55);
        return changed;
    }

    private List<Path> setAsideFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> each.toString().contains(".corrupt-")).toList();
        }
    }

    private DiskOverflow open(Path path, long maxBytes) {
        return new DiskOverflow(path, maxBytes, RecordKind.EXPOSURE, losses, new QuietLog(), () -> Examples.NOON);
    }

    private List<BufferedRecord> records(String... userids) {
        return Stream.of(userids)
                .map(userid -> encoder.encode(Examples.exposure(userid)))
                .toList();
    }

    private static List<String> userids(List<BufferedRecord> records) {
        return records.stream()
                .map(record -> ((Exposure) record.decoded()).getUserid())
                .toList();
    }
}
