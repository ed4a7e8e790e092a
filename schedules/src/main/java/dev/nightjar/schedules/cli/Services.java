package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.CompareService;
import dev.nightjar.schedules.DemoService;
import dev.nightjar.schedules.DoctorService;
import dev.nightjar.schedules.ScheduleService;
import dev.nightjar.schedules.Servers;
import dev.nightjar.schedules.SignatureService;
import dev.nightjar.schedules.StarterService;
import dev.nightjar.schedules.Workspaces;

/**
 * What the command line can ask for; the composition root fills it.
 *
 * @param compare models that were made elsewhere
 * @param signatures signed statements about models
 * @param version of the program
 */
public record Services(
    Workspaces workspaces,
    StarterService starter,
    CompareService compare,
    DemoService demo,
    SignatureService signatures,
    DoctorService doctor,
    ScheduleService schedules,
    Servers servers,
    String version) {}
