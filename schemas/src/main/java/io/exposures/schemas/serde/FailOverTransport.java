package io.exposures.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tries several addresses of one registry in turn, beginning with the one that answered last. */
final class FailOverTransport implements Transport {

    private final List<Transport> addresses;
    private volatile int preferred;

    FailOverTransport(List<? extends Transport> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    @Override
    public JsonNode send(RegistryRequest request, Deadline deadline) {
        int first = preferred;
        List<RegistryUnavailableException> failures = new ArrayList<>();
        for (int tried = 0; tried < addresses.size(); tried++) {
            int address = (first + tried) % addresses.size();
            try {
                // A hanging address may not use up the time of those after it.
                Deadline share = deadline.share(addresses.size() - tried);
                JsonNode answer = addresses.get(address).send(request, share);
                preferred = address;
                return answer;
            } catch (RegistryUnavailableException e) {
                failures.add(e);
            }
        }
        throw joined(failures);
    }

    private static RegistryUnavailableException joined(List<RegistryUnavailableException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        String messages = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        RegistryUnavailableException joined = new RegistryUnavailableException(messages);
        failures.forEach(joined::addSuppressed);
        return joined;
    }
}
