package com.banxiang.load;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Status;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The fleet that is up. */
final class FleetSide implements Side {

    /** What works on every request, and the vendors, whose work is not the fleet's. */
    private static final Set<String> NO_SERVICES = Set.of("gateway", "postgres", "redis", "sandbox");

    private final Home home;
    private final URI base;
    private List<Member> members = List.of();

    FleetSide(Home home, URI base) {
        this.home = home;
        this.base = base;
    }

    void members(List<Member> those) {
        members = those;
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public List<Member> members() {
        return members;
    }

    @Override
    public CpuTimes cpu(List<String> services) {

        var pids = new LinkedHashMap<String, long[]>();
        pids.put("gateway", CpuTimes.family(pidOf("gateway")));
        services.forEach(each -> pids.put(each, CpuTimes.family(pidOf(each))));
        pids.put("postgres", CpuTimes.postgres(pidOf("postgres"), "banxiang"));
        pids.put("redis", CpuTimes.family(pidOf("redis")));

        return CpuTimes.now(pids);
    }

    /** What happens after the answer included. */
    CpuTimes cpuOfAll() {
        return cpu(allServices());
    }

    /** The broker is one of them. */
    static List<String> allServices() {
        return Parts.all().stream()
                .map(Part::name)
                .filter(it -> !NO_SERVICES.contains(it))
                .toList();
    }

    private long pidOf(String part) {
        var pid = Status.read(home, part).pid();
        if (pid == 0) {
            throw new IllegalStateException("%s isn't running: ./fleet up --detach starts it".formatted(part));
        }
        return pid;
    }
}
