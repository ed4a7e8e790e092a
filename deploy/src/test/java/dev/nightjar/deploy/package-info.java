/** Tests of the whole house: its rules, its launcher, its examples. */
package dev.nightjar.deploy;
