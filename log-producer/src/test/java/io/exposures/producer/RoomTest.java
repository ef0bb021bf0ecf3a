package io.exposures.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.exposures.producer.Room.Answer;
import org.junit.jupiter.api.Test;

class RoomTest {

    @Test
    void recordsAreBounded() {
        Room room = new Room(2, 1000);

        assertThat(room.take(1)).isEqualTo(Answer.TAKEN);
        assertThat(room.take(1)).isEqualTo(Answer.TAKEN);
        assertThat(room.take(1)).isEqualTo(Answer.FULL);
        assertThat(room.records()).isEqualTo(2);
    }

    @Test
    void bytesAreBounded() {
        Room room = new Room(100, 1000);

        assertThat(room.take(600)).isEqualTo(Answer.TAKEN);
        assertThat(room.take(401)).isEqualTo(Answer.FULL);
        assertThat(room.take(400)).isEqualTo(Answer.TAKEN);
        assertThat(room.bytes()).isEqualTo(1000);
    }

    @Test
    void releasedRoomCanBeTakenAgain() {
        Room room = new Room(1, 10);
        room.take(10);

        room.release(1, 10);

        assertThat(room.take(10)).isEqualTo(Answer.TAKEN);
    }

    @Test
    void closedRoomIsNotTakenButStillCountsWhatItHolds() {
        Room room = new Room(5, 100);
        room.take(10);

        room.close();

        assertThat(room.take(1)).isEqualTo(Answer.CLOSED);
        assertThat(room.records()).isEqualTo(1);
        assertThat(room.bytes()).isEqualTo(10);
        room.release(1, 10);
        assertThat(room.records()).isZero();
        assertThat(room.isClosed()).isTrue();
    }

    @Test
    void theFullestBoundTellsTheFill() {
        Room room = new Room(10, 1000);

        room.take(800);

        assertThat(room.fill()).isEqualTo(0.8);
    }

    @Test
    void theLargestBoundsFitIntoOneWord() {
        Room room = new Room(Room.MAX_RECORDS, Room.MAX_BYTES);

        room.take(Room.MAX_BYTES);

        assertThat(room.bytes()).isEqualTo(Room.MAX_BYTES);
        assertThat(room.records()).isEqualTo(1);
        assertThat(room.take(1)).isEqualTo(Answer.FULL);
    }
}
